"""Measure dates, attributions, tolls and places in turn: `python -m benchmarks.grounding`."""

import sys

from benchmarks import grounding_attribution, grounding_dates, grounding_muc4, grounding_places


def main() -> None:
    sys.argv = sys.argv[:1]
    for part in (grounding_dates, grounding_attribution, grounding_muc4, grounding_places):
        print(f"# {part.__name__.removeprefix('benchmarks.')}")
        part.main()


if __name__ == "__main__":
    main()
