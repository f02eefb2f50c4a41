import pytest

from tasks.dossier import Dossier, MemoryDossier
from tests.contracts.dossier_contract import DossierContract


class TestMemoryDossier(DossierContract):
    @pytest.fixture
    def dossier(self) -> Dossier:
        return MemoryDossier()
