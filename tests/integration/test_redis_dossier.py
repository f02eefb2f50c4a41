import pytest
from redis import Redis

from tasks.dossier import Dossier, RedisDossier
from tests.contracts.dossier_contract import DossierContract


class TestRedisDossier(DossierContract):
    @pytest.fixture
    def dossier(self, redis_url: str) -> Dossier:
        return RedisDossier(Redis.from_url(redis_url, decode_responses=True), "test")
