"""The operations of S3 that the simulated account has, and the names of those that it has not (boto3 1.43)."""

from dataclasses import dataclass, field

_OBJECT = ("Bucket", "Key")
_STORED = {
    "CacheControl": "cache-control",
    "ContentDisposition": "content-disposition",
    "ContentEncoding": "content-encoding",
    "ContentLanguage": "content-language",
    "ContentType": "content-type",
}
_CHECKSUM = {"ChecksumCRC32": "x-amz-checksum-crc32", "ChecksumType": "x-amz-checksum-type"}
_WRITTEN = {"ETag": "etag", "ServerSideEncryption": "x-amz-server-side-encryption", **_CHECKSUM}
_READ = {
    "AcceptRanges": "accept-ranges",
    "LastModified": "last-modified",
    "ContentLength": "content-length",
    "ContentRange": "content-range",
    **_WRITTEN,
    **_STORED,
}
_READ_IN_PART = {"Range": "range", "ChecksumMode": "x-amz-checksum-mode"}
_READ_OTHERWISE = (
    "IfMatch IfModifiedSince IfNoneMatch IfUnmodifiedSince ResponseCacheControl ResponseContentDisposition "
    "ResponseContentEncoding ResponseContentLanguage ResponseContentType ResponseExpires VersionId "
    "SSECustomerAlgorithm SSECustomerKey SSECustomerKeyMD5 RequestPayer PartNumber ExpectedBucketOwner"
)


@dataclass(frozen=True)
class Operation:
    name: str
    method: str
    required: tuple = ()
    #: Parameters that become headers or parts of the query, by their names there, and what else is known here.
    headers: dict = field(default_factory=dict)
    query: dict = field(default_factory=dict)
    known: tuple = ()
    #: What S3 knows and this simulator does not.
    others: str = ""
    #: Fields of the result, by the headers that they come from.
    results: dict = field(default_factory=dict)

    def parameters(self):
        return (*self.required, *self.headers, *self.query, *self.known)


OPERATIONS = {
    "put_object": Operation(
        "PutObject",
        "PUT",
        _OBJECT,
        headers={**_STORED, "ContentMD5": "content-md5", "IfNoneMatch": "if-none-match"},
        known=("Body", "Metadata"),
        others="ACL ContentLength ChecksumAlgorithm ChecksumCRC32 ChecksumCRC32C ChecksumCRC64NVME ChecksumSHA1 "
        "ChecksumSHA256 Expires IfMatch GrantFullControl GrantRead GrantReadACP GrantWriteACP WriteOffsetBytes "
        "ServerSideEncryption StorageClass WebsiteRedirectLocation SSECustomerAlgorithm SSECustomerKey "
        "SSECustomerKeyMD5 SSEKMSKeyId SSEKMSEncryptionContext BucketKeyEnabled RequestPayer Tagging "
        "ObjectLockMode ObjectLockRetainUntilDate ObjectLockLegalHoldStatus ExpectedBucketOwner",
        results=_WRITTEN,
    ),
    "get_object": Operation(
        "GetObject", "GET", _OBJECT, headers=_READ_IN_PART, others=_READ_OTHERWISE, results=_READ
    ),
    "head_object": Operation(
        "HeadObject", "HEAD", _OBJECT, headers=_READ_IN_PART, others=_READ_OTHERWISE, results=_READ
    ),
    "delete_object": Operation(
        "DeleteObject",
        "DELETE",
        _OBJECT,
        others="MFA VersionId RequestPayer BypassGovernanceRetention ExpectedBucketOwner IfMatch "
        "IfMatchLastModifiedTime IfMatchSize",
    ),
    "list_objects_v2": Operation(
        "ListObjectsV2",
        "GET",
        ("Bucket",),
        query={
            "Delimiter": "delimiter",
            "EncodingType": "encoding-type",
            "MaxKeys": "max-keys",
            "Prefix": "prefix",
            "ContinuationToken": "continuation-token",
            "StartAfter": "start-after",
        },
        others="FetchOwner RequestPayer ExpectedBucketOwner OptionalObjectAttributes",
    ),
    "create_bucket": Operation(
        "CreateBucket",
        "PUT",
        ("Bucket",),
        known=("CreateBucketConfiguration",),
        others="ACL GrantFullControl GrantRead GrantReadACP GrantWrite GrantWriteACP ObjectLockEnabledForBucket "
        "ObjectOwnership BucketNamespace",
        results={"Location": "location"},
    ),
    "head_bucket": Operation(
        "HeadBucket",
        "HEAD",
        ("Bucket",),
        others="ExpectedBucketOwner",
        results={"BucketRegion": "x-amz-bucket-region"},
    ),
    "delete_bucket": Operation("DeleteBucket", "DELETE", ("Bucket",), others="ExpectedBucketOwner"),
    "list_buckets": Operation(
        "ListBuckets", "GET", others="MaxBuckets ContinuationToken Prefix BucketRegion"
    ),
}

#: Methods of the client that are not here.
ABSENT = frozenset(
    """abort_multipart_upload complete_multipart_upload copy copy_object create_bucket_metadata_configuration
    create_bucket_metadata_table_configuration create_multipart_upload create_session
    delete_bucket_analytics_configuration delete_bucket_cors delete_bucket_encryption
    delete_bucket_intelligent_tiering_configuration delete_bucket_inventory_configuration
    delete_bucket_lifecycle delete_bucket_metadata_configuration
    delete_bucket_metadata_table_configuration delete_bucket_metrics_configuration
    delete_bucket_ownership_controls delete_bucket_policy delete_bucket_replication
    delete_bucket_tagging delete_bucket_website delete_object_tagging delete_objects
    delete_public_access_block generate_presigned_post generate_presigned_url get_bucket_abac
    get_bucket_accelerate_configuration get_bucket_acl get_bucket_analytics_configuration
    get_bucket_cors get_bucket_encryption get_bucket_intelligent_tiering_configuration
    get_bucket_inventory_configuration get_bucket_lifecycle get_bucket_lifecycle_configuration
    get_bucket_location get_bucket_logging get_bucket_metadata_configuration
    get_bucket_metadata_table_configuration get_bucket_metrics_configuration get_bucket_notification
    get_bucket_notification_configuration get_bucket_ownership_controls get_bucket_policy
    get_bucket_policy_status get_bucket_replication get_bucket_request_payment get_bucket_tagging
    get_bucket_versioning get_bucket_website get_object_acl get_object_attributes get_object_legal_hold
    get_object_lock_configuration get_object_retention get_object_tagging get_object_torrent
    get_public_access_block get_waiter list_bucket_analytics_configurations
    list_bucket_intelligent_tiering_configurations list_bucket_inventory_configurations
    list_bucket_metrics_configurations list_directory_buckets list_multipart_uploads
    list_object_versions list_objects list_parts put_bucket_abac put_bucket_accelerate_configuration
    put_bucket_acl put_bucket_analytics_configuration put_bucket_cors put_bucket_encryption
    put_bucket_intelligent_tiering_configuration put_bucket_inventory_configuration put_bucket_lifecycle
    put_bucket_lifecycle_configuration put_bucket_logging put_bucket_metrics_configuration
    put_bucket_notification put_bucket_notification_configuration put_bucket_ownership_controls
    put_bucket_policy put_bucket_replication put_bucket_request_payment put_bucket_tagging
    put_bucket_versioning put_bucket_website put_object_acl put_object_legal_hold
    put_object_lock_configuration put_object_retention put_object_tagging put_public_access_block
    rename_object restore_object select_object_content
    update_bucket_metadata_inventory_table_configuration
    update_bucket_metadata_journal_table_configuration update_object_encryption upload_part
    upload_part_copy write_get_object_response""".split()
)
