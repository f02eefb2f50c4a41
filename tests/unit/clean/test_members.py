import io
import json
import stat
import zipfile
from email.message import EmailMessage

import pytest

from schemas.errors import Reason, Rejection
from schemas.settings import Limits
from tasks.clean import Member, clean, split
from tests.unit.clean.making import submission_of

STORY = "Dock workers ended a nine-day strike on Tuesday, union leaders said."


def members_of(content: bytes, limits: Limits | None = None, name: str = "drop") -> list[Member]:
    found = split(submission_of(content, name), content, limits or Limits())
    assert found is not None
    return list(found)


def texts_of(members: list[Member]) -> list[str]:
    return [clean(submission_of(m.content, m.name), m.content, Limits()).text for m in members]


def zipped(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(name, content)
    return buffer.getvalue()


def message(body: str, subject: str = "Harbour strike ends") -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = "desk@example.org"
    mail["Subject"] = subject
    mail["Date"] = "Tue, 04 Mar 2025 10:00:00 +0000"
    mail.set_content(body)
    return mail


@pytest.mark.parametrize(
    "content", [STORY.encode(), b'{"text": "One record."}', b"<html><body><p>Page</p></body></html>"]
)
def test_single_documents_are_not_split(content: bytes) -> None:
    assert split(submission_of(content), content, Limits()) is None


def test_lines_of_records_take_their_ids_as_names() -> None:
    members = members_of(f'{{"id": "a7", "text": "{STORY}"}}\n\n{{"text": "Ferries sail again."}}\n'.encode())
    assert [m.name for m in members] == ["a7", "drop#2"]
    assert texts_of(members) == [STORY, "Ferries sail again."]


def test_list_of_records() -> None:
    members = members_of(
        json.dumps([{"id": 1, "text": STORY}, {"id": 2, "text": "Ferries sail."}], indent=1).encode()
    )
    assert [m.name for m in members] == ["1", "2"]


def test_a_bad_line_is_rejected_alone() -> None:
    good, bad = members_of(f'{{"text": "{STORY}"}}\n{{"text": 7}}\n'.encode())
    assert clean(submission_of(good.content), good.content, Limits()).text == STORY
    with pytest.raises(Rejection, match="text") as caught:
        clean(submission_of(bad.content), bad.content, Limits())
    assert caught.value.reason is Reason.BAD_RECORD


def test_rss_items() -> None:
    feed = f"""<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
    <title>Harbour Gazette</title>
    <item><title>Strike ends</title><guid>u1</guid><pubDate>Tue, 04 Mar 2025 10:00:00 GMT</pubDate>
    <dc:creator>Lena Hartog</dc:creator><description>&lt;p&gt;{STORY}&lt;/p&gt;&lt;p&gt;Ferries sail.&lt;/p&gt;</description></item>
    <item><title>Fog closes the northern channel for a day</title></item></channel></rss>""".encode()
    members = members_of(feed)
    first = clean(submission_of(members[0].content), members[0].content, Limits())
    assert (first.title, first.publisher, first.bylines) == (
        "Strike ends",
        "Harbour Gazette",
        ("Lena Hartog",),
    )
    assert first.text == f"{STORY}\n\nFerries sail."
    assert first.published is not None
    assert first.published.value == "2025-03-04T10:00:00Z"
    assert texts_of(members[1:]) == ["Fog closes the northern channel for a day"]


def test_atom_entries() -> None:
    feed = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Gazette</title><entry><title>Strike ends</title><id>e1</id>
    <published>2025-03-04T10:00:00Z</published><author><name>Lena Hartog</name></author>
    <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{STORY}</p></div></content></entry></feed>""".encode()
    (member,) = members_of(feed)
    assert member.name == "e1"
    assert texts_of([member]) == [STORY]


def test_mailbox_with_a_quoted_from_line() -> None:
    first = message(
        "First story of the day, sent by the desk.\n\n>From the harbour, our reporter writes."
    ).as_string()
    second = message("Second story of the day.").as_string()
    box = f"From desk@example.org Tue Mar  4 10:00:00 2025\n{first}\nFrom desk@example.org Tue Mar  4 11:00:00 2025\n{second}\n"
    members = members_of(box.encode())
    assert texts_of(members) == [
        "First story of the day, sent by the desk.\n\nFrom the harbour, our reporter writes.",
        "Second story of the day.",
    ]


def test_attachments_are_documents_of_their_own() -> None:
    mail = message("See the attached story, please.")
    mail.add_attachment(STORY.encode(), maintype="text", subtype="plain", filename="story.txt")
    mail.add_attachment(b"\x89PNG\r\n\x1a\n" + bytes(200), maintype="image", subtype="png", filename="x.png")
    mail.add_attachment(message("A forwarded story."))
    members = members_of(mail.as_bytes(), name="mail.eml")
    assert [m.name for m in members] == ["mail.eml#1", "story.txt", "mail.eml#3"]
    assert texts_of(members) == ["See the attached story, please.", STORY, "A forwarded story."]


def test_archive_within_an_archive() -> None:
    inner = zipped({"b.txt": b"Ferries sail again on Wednesday."})
    members = members_of(
        zipped({"day/a.txt": STORY.encode(), "inner.zip": inner, "__MACOSX/a.txt": b"x", ".hidden": b"y"})
    )
    assert [m.name for m in members] == ["a.txt", "b.txt"]


def test_links_in_archives_are_left_aside() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        package.writestr(link, "/etc/passwd")
        package.writestr("a.txt", STORY)
    assert [m.name for m in members_of(buffer.getvalue())] == ["a.txt"]


def test_nesting_is_bounded_and_the_deepest_is_rejected_alone() -> None:
    content = zipped({"a.txt": STORY.encode()})
    for _ in range(4):
        content = zipped({"deeper.zip": content, "b.txt": b"A story beside it, for the desk."})
    members = members_of(content, Limits(max_nesting=2))
    assert [m.name for m in members] == ["deeper.zip", "b.txt", "b.txt"]
    with pytest.raises(Rejection) as caught:
        clean(submission_of(members[0].content), members[0].content, Limits())
    assert caught.value.reason is Reason.NESTED_TOO_DEEP


def test_members_are_not_split_again() -> None:
    content = zipped({"a.txt": STORY.encode()})
    member = submission_of(content).model_copy(update={"parent": "0123456789abcdef"})
    assert split(member, content, Limits()) is None


def test_bomb_is_refused_before_it_is_unpacked() -> None:
    content = zipped({"zeros.txt": bytes(50 * 2**20)})
    with pytest.raises(Rejection) as caught:
        split(submission_of(content), content, Limits())
    assert caught.value.reason is Reason.EXPANDS_TOO_MUCH


def test_too_many_members() -> None:
    content = zipped({f"{n}.txt": b"x" for n in range(12)})
    with pytest.raises(Rejection) as caught:
        split(submission_of(content), content, Limits(max_members=10))
    assert caught.value.reason is Reason.TOO_MANY_MEMBERS


def test_too_many_members_over_all_levels() -> None:
    inner = zipped({f"{n}.txt": b"x" for n in range(6)})
    with pytest.raises(Rejection) as caught:
        members_of(zipped({"a.zip": inner, "b.zip": inner}), Limits(max_members=10))
    assert caught.value.reason is Reason.TOO_MANY_MEMBERS


def test_locked_archive() -> None:
    content = bytearray(zipped({"a.txt": STORY.encode()}))
    content[6] |= 1
    directory = content.find(b"PK\x01\x02")
    content[directory + 8] |= 1
    with pytest.raises(Rejection) as caught:
        split(submission_of(bytes(content)), bytes(content), Limits())
    assert caught.value.reason is Reason.ENCRYPTED


def test_broken_archive() -> None:
    content = zipped({"a.txt": STORY.encode()})[:40]
    with pytest.raises(Rejection) as caught:
        split(submission_of(content), content, Limits())
    assert caught.value.reason is Reason.BROKEN


def test_names_of_members_are_safe_to_print() -> None:
    (member,) = members_of(json.dumps([{"id": "a\nb\x1b[31m", "text": STORY}]).encode())
    assert member.name == "a b [31m"
