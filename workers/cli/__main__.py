"""Let `python -m workers.cli` be `copydesk`."""

from workers.cli import main

main()
