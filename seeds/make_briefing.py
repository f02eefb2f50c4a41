"""Draw `briefing.pdf` anew: two pages with running heads, page numbers and a hyphenated line."""

from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

HEAD = "Strait Watch — weekly security briefing"
PAGES = (
    (
        "Philippines and China trade blame over collision",
        "March 6, 2024",
        "The Philippines on Tuesday accused China's coast guard of ramming one of its supply",
        "boats near Second Thomas Shoal and of injuring four sailors with water cannon.",
        "",
        "China rejected the accusation and demanded that Manila tow away the grounded ship",
        "which serves as its outpost there.",
        "",
        "Manila summoned China's deputy ambassador on Tuesday and protested against what it",
        'called "dangerous manoeuvres". The United States, Japan and Australia con-',
        "demned China's conduct in separate statements.",
    ),
    (
        "Philippine President Ferdinand Marcos Jr. said in Melbourne on Wednesday that he would",
        "not yield an inch of his country's waters.",
        "",
        "Vietnam called on all parties to show restraint and offered to host talks in Hanoi in",
        "April.",
        "",
        "The Philippine navy will deploy two more patrol ships to Palawan next week, its",
        "spokesman, Commodore Rey Santos, announced.",
    ),
)


def draw(path: Path) -> None:
    """Write the briefing to `path`, byte for byte the same each time."""
    canvas = Canvas(str(path), pagesize=A4, invariant=1)
    canvas.setTitle(PAGES[0][0])
    for number, lines in enumerate(PAGES, start=1):
        canvas.setFont("Helvetica", 9)
        canvas.drawString(60, 800, HEAD)
        canvas.drawCentredString(297, 40, f"Page {number} of {len(PAGES)}")
        canvas.setFont("Helvetica", 11)
        for row, line in enumerate(lines):
            canvas.drawString(60, 760 - 16 * row, line)
        canvas.showPage()
    canvas.save()


if __name__ == "__main__":
    draw(Path(__file__).with_name("briefing.pdf"))
