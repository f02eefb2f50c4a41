"""Where a document's records lie between stages: in Redis, or in memory with the same contract."""

from tasks.dossier.contract import Dossier
from tasks.dossier.memory import MemoryDossier
from tasks.dossier.server import RedisDossier

__all__ = ["Dossier", "MemoryDossier", "RedisDossier"]
