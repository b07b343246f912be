"""Stand-in for `botocore.config`. Of the options only `region_name` changes anything here."""

_OPTIONS = frozenset(
    """region_name signature_version user_agent user_agent_extra user_agent_appid connect_timeout read_timeout
    parameter_validation max_pool_connections proxies proxies_config s3 retries client_cert inject_host_prefix
    endpoint_discovery_enabled use_dualstack_endpoint use_fips_endpoint defaults_mode tcp_keepalive
    request_checksum_calculation response_checksum_validation""".split()
)


class Config:
    def __init__(self, **options):
        for name in options:
            if name not in _OPTIONS:
                raise TypeError(f"Got unexpected keyword argument '{name}'")
        for name in _OPTIONS:
            setattr(self, name, options.get(name))
