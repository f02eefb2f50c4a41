"""Let 8 processes submit 500 documents in 3 variants each at once; print what they agreed on.

Run: python benchmarks/novelty_race.py --seeds 20
"""

import argparse
import time

from benchmarks.empty_server import empty_server
from tests.contracts.race import families, race


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--first-seed", type=int, default=1)
    parser.add_argument("--documents", type=int, default=500)
    parser.add_argument("--processes", type=int, default=8)
    asked = parser.parse_args()
    print("| seed | checks | verdicts | seconds |\n|--:|--:|---|--:|")
    for seed in range(asked.first_seed, asked.first_seed + asked.seeds):
        sketches = families(seed, asked.documents)
        with empty_server() as socket:
            since = time.perf_counter()
            verdicts = race(socket, sketches, processes=asked.processes, seed=seed)
        seconds = time.perf_counter() - since
        told = ", ".join(f"{count} {verdict}" for verdict, count in sorted(verdicts.items()))
        print(f"| {seed} | {len(sketches) * asked.processes:,} | {told} | {seconds:.1f} |", flush=True)
    print("Never two owners; every answer as one process alone gives it in the same order.")


if __name__ == "__main__":
    main()
