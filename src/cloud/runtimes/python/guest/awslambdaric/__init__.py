"""The runtime of the simulated Lambda, under the name of AWS's own; its modules must not be found by the names that a function gives its."""
