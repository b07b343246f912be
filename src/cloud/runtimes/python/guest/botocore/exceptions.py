"""Stand-in for `botocore.exceptions`: what is raised here, and what handlers name to catch."""


class BotoCoreError(Exception):
    fmt = "An unspecified error occurred"

    def __init__(self, message=None, **values):
        super().__init__(self.fmt.format(**values) if message is None else message)
        self.kwargs = values


class DataNotFoundError(BotoCoreError):
    pass


class UnknownServiceError(DataNotFoundError):
    pass


class NoCredentialsError(BotoCoreError):
    fmt = "Unable to locate credentials"


class PartialCredentialsError(BotoCoreError):
    fmt = "Partial credentials found in {provider}, missing: {cred_var}"


class ParamValidationError(BotoCoreError):
    fmt = "Parameter validation failed:\n{report}"


class HTTPClientError(BotoCoreError):
    fmt = "An HTTP Client raised an unhandled exception: {error}"


class ConnectionError(BotoCoreError):
    fmt = "An HTTP Client failed to establish a connection: {error}"


class EndpointConnectionError(ConnectionError):
    fmt = 'Could not connect to the endpoint URL: "{endpoint_url}"'


class ConnectTimeoutError(ConnectionError):
    fmt = 'Connect timeout on endpoint URL: "{endpoint_url}"'


class ReadTimeoutError(HTTPClientError):
    fmt = 'Read timeout on endpoint URL: "{endpoint_url}"'


class ClientError(Exception):
    """What a service answered instead of a result; `response` is that answer."""

    def __init__(self, error_response, operation_name):
        error = error_response.get("Error", {})
        super().__init__(
            f"An error occurred ({error.get('Code', 'Unknown')}) when calling the {operation_name} "
            f"operation: {error.get('Message', 'Unknown')}"
        )
        self.response = error_response
        self.operation_name = operation_name

    def __reduce__(self):
        return type(self), (self.response, self.operation_name)
