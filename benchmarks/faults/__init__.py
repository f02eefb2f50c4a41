"""The fault campaign: break everything while documents are in flight, then count."""
