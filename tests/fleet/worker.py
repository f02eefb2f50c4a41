"""`python -m tests.fleet.worker`: a real Celery worker with the stages of `tests.fleet.stages`."""

import os
import sys

os.environ.setdefault("REMAP_SIGTERM", "SIGQUIT")

from schemas.settings import Settings
from tests.fleet.stages import fake_stages
from workers.log import set_up_logging
from workers.worker import run_worker

if __name__ == "__main__":
    settings = Settings()
    set_up_logging(settings)
    run_worker(settings, fake_stages(), sys.argv[1] if len(sys.argv) > 1 else "")
