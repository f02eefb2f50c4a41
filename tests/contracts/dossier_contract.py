"""What every dossier must do; the unit tests hold the one in memory to it, the integration tests the other."""

from schemas.classification import Classification
from schemas.novelty import Novelty
from tasks.dossier import Dossier


class DossierContract:
    def test_a_record_comes_back_as_it_was(self, dossier: Dossier) -> None:
        novelty = Novelty(verdict="new", new_passages=("p1",))
        assert dossier.put("doc-00001", "novelty", novelty)
        assert dossier.get("doc-00001", "novelty", Novelty) == novelty

    def test_the_first_record_stays(self, dossier: Dossier) -> None:
        dossier.put("doc-00001", "novelty", Novelty(verdict="new"))
        assert not dossier.put("doc-00001", "novelty", Novelty(verdict="near"))
        kept = dossier.get("doc-00001", "novelty", Novelty)
        assert kept is not None
        assert kept.verdict == "new"

    def test_what_is_not_there_is_none(self, dossier: Dossier) -> None:
        assert dossier.get("doc-00002", "novelty", Novelty) is None
        assert dossier.names("doc-00002") == frozenset()

    def test_documents_do_not_mix(self, dossier: Dossier) -> None:
        dossier.put("doc-00001", "novelty", Novelty(verdict="new"))
        dossier.put("doc-00003", "classification", Classification())
        assert dossier.names("doc-00001") == {"novelty"}
        assert dossier.names("doc-00003") == {"classification"}

    def test_records_are_forgotten_one_by_one_or_all(self, dossier: Dossier) -> None:
        dossier.put("doc-00001", "novelty", Novelty(verdict="new"))
        dossier.put("doc-00001", "classification", Classification())
        dossier.forget("doc-00001", ["novelty", "extraction"])
        assert dossier.names("doc-00001") == {"classification"}
        dossier.drop("doc-00001")
        assert dossier.names("doc-00001") == frozenset()
