"""What tests and the fault campaign share: real servers, real processes, stages that misbehave on order."""
