/** An error as S3 answers it; `fields` are further elements of its XML. Messages as S3 sends them (Error responses page, 2026-10). */
export class S3Error extends Error {
  readonly code: string;
  readonly statusCode: number;
  readonly fields: Readonly<Record<string, string>>;
  constructor(code: string, statusCode: number, message: string, fields: Record<string, string> = {}) {
    super(message);
    this.code = code;
    this.statusCode = statusCode;
    this.fields = fields;
  }
}

export const noSuchBucket = (BucketName: string) =>
  new S3Error('NoSuchBucket', 404, 'The specified bucket does not exist', { BucketName });
export const noSuchKey = (Key: string) =>
  new S3Error('NoSuchKey', 404, 'The specified key does not exist.', { Key });
export const bucketNotEmpty = (BucketName: string) =>
  new S3Error('BucketNotEmpty', 409, 'The bucket you tried to delete is not empty', { BucketName });
export const invalidBucketName = (BucketName: string) =>
  new S3Error('InvalidBucketName', 400, 'The specified bucket is not valid.', { BucketName });
export const tooManyBuckets = () =>
  new S3Error('TooManyBuckets', 400, 'You have attempted to create more buckets than allowed');
export const invalidArgument = (message: string, ArgumentName: string, ArgumentValue: string) =>
  new S3Error('InvalidArgument', 400, message, { ArgumentName, ArgumentValue });
export const badDigest = (message: string) => new S3Error('BadDigest', 400, message);
export const invalidRequest = (message: string) => new S3Error('InvalidRequest', 400, message);
export const badRequest = () =>
  new S3Error('BadRequest', 400, 'An error occurred when parsing the HTTP request.');
export const accessDenied = () => new S3Error('AccessDenied', 403, 'Access Denied');
export const preconditionFailed = (Condition: string) =>
  new S3Error('PreconditionFailed', 412, 'At least one of the pre-conditions you specified did not hold', {
    Condition,
  });
/** What S3 has and this simulator does not, said by the simulator itself. */
export const notSimulated = (what: string) =>
  new S3Error('NotImplemented', 501, `${what} is not available in this simulator.`);
