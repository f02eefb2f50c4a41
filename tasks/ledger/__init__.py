"""What is unsettled, since when, who works on it, and how often it was tried."""

from tasks.ledger.ledger import Ledger, Start

__all__ = ["Ledger", "Start"]
