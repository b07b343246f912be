"""The simulator's stand-in for botocore: not AWS's code, but its names and behaviour for what the simulated account has."""
