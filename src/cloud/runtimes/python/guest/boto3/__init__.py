"""The simulator's stand-in for boto3: not AWS's code, but its names and behaviour for what the simulated account has."""

from boto3.session import Session

__all__ = ["Session", "client", "resource", "session"]


def client(*arguments, **options):
    return Session().client(*arguments, **options)


def resource(*arguments, **options):
    return Session().resource(*arguments, **options)
