import { characters, grouped, type Limits, type Quota, range, size } from './quota.ts';
import * as read from './sources.ts';

/** What a function may have. */
export const functions = (limits: Limits): readonly Quota[] => [
  {
    id: 'memory',
    name: 'Memory',
    value: range(limits.memorySizeMB, 'MB'),
    default: `${limits.memorySizeMB.default} MB`,
    before: { value: '128 to 3,008 MB, in steps of 64 MB', until: '2020-12-01' },
    note: 'In steps of 1 MB. New accounts may still be held to 3,008 MB: reports of that go on to December 2025.',
    source: read.memory,
  },
  {
    id: 'cpu',
    name: 'Memory that buys one vCPU',
    value: '1,769 MB',
    note: 'CPU grows in proportion to memory, up to six vCPUs at 10,240 MB.',
    source: read.memory,
  },
  {
    id: 'timeout',
    name: 'Timeout',
    value: range(limits.timeoutSeconds, 'seconds'),
    also: [`${limits.timeoutSeconds.max / 60} minutes`, 'fifteen minutes', 'Fifteen minutes'],
    default: `${limits.timeoutSeconds.default} seconds`,
    before: { value: '5 minutes at most', until: '2018-10-10' },
    note: 'Lambda Managed Instances: 90 minutes for asynchronous and polled events.',
    source: read.timeout,
  },
  {
    id: 'tmp',
    name: 'Space in /tmp',
    value: range(limits.ephemeralStorageMB, 'MB'),
    default: `${limits.ephemeralStorageMB.default} MB`,
    before: { value: '512 MB, fixed', until: '2022-03-24' },
    note: 'In steps of 1 MB. What exceeds 512 MB is billed.',
    source: read.ephemeralStorage,
  },
  {
    id: 'environment-variables',
    name: 'Environment variables, names and values together',
    value: size(limits.environmentVariablesBytes),
    source: read.quotas,
  },
  {
    id: 'layers',
    name: 'Layers of one function',
    value: `${limits.layers} layers`,
    also: ['five layers', 'five', 'Five'],
    note: 'A layer may have any number of versions.',
    source: read.quotas,
  },
  {
    id: 'versions',
    name: 'Published versions of one function',
    value: 'no limit',
    note: 'Each takes up code storage. "Five versions" is a mix-up with the layers.',
    source: read.versions,
  },
  {
    id: 'extensions',
    name: 'Extensions of one function',
    value: '10 extensions',
    source: read.extensions,
  },
  { id: 'tags', name: 'Tags of one function', value: `${limits.tags} tags`, source: read.recorded },
  {
    id: 'resource-policy',
    name: 'Resource-based policy',
    value: size(limits.policyBytes),
    source: read.quotas,
  },
  {
    id: 'cors',
    name: 'CORS of a function URL',
    value: `${limits.corsItems} origins, ${limits.corsItems} headers and ${limits.corsMethods} methods`,
    note: `A preflight may be kept for ${range(limits.corsMaxAgeSeconds, 'seconds')}.`,
    source: read.model,
  },
  {
    id: 'vpc',
    name: 'VPC settings',
    value: '16 subnets and 5 security groups',
    source: read.model,
  },
];

/** Its code, and that of its account. */
export const code = (limits: Limits): readonly Quota[] => [
  {
    id: 'zipped-package',
    name: 'Zip sent with the call, also of a layer',
    value: size(limits.zippedPackageBytes),
    note: 'A larger one goes through S3.',
    source: read.quotas,
  },
  {
    id: 'unzipped-package',
    name: 'Code, layers and custom runtime together, unzipped',
    value: size(limits.unzippedPackageBytes),
    source: read.quotas,
  },
  {
    id: 'create-function',
    name: 'Body of CreateFunction',
    value: `${grouped(limits.createFunctionBytes)} bytes`,
    note: 'The zip in it is base64, a third larger than its bytes.',
    source: read.recorded,
  },
  { id: 'image', name: 'Container image, uncompressed', value: '10 GB', source: read.quotas },
  {
    id: 'code-storage',
    name: 'All code of an account in a Region, unzipped',
    value: size(limits.codeStorageBytes),
    before: { value: '75 GB, raised on request', until: '2026-04-30' },
    note: 'Code that you keep in a bucket of your own does not count.',
    source: read.quotas,
  },
];

/** Names and texts. */
export const names = (limits: Limits): readonly Quota[] => [
  {
    id: 'function-name',
    name: 'Name of a function',
    value: characters(limits.functionNameLength),
    note: `As an ARN up to ${limits.functionReferenceLength}, in Invoke up to ${limits.invokeReferenceLength}.`,
    source: read.model,
  },
  {
    id: 'alias-name',
    name: 'Name of an alias',
    value: characters(limits.aliasNameLength),
    note: `Not digits alone. The same length, ${limits.qualifierLength}, bounds every qualifier.`,
    source: read.model,
  },
  {
    id: 'alias-weight',
    name: 'Share of the second version of an alias',
    value: `${limits.aliasWeight.min} to ${limits.aliasWeight.max}`,
    note: 'An alias has two versions at most.',
    source: read.model,
  },
  {
    id: 'version-key',
    name: 'Version number as a key of the weights',
    value: characters(limits.versionLength),
    source: read.recorded,
  },
  {
    id: 'layer-name',
    name: 'Name of a layer',
    value: characters(limits.layerNameLength),
    source: read.model,
  },
  {
    id: 'layer-notes',
    name: 'Notes on a layer version',
    value: `${limits.compatibleRuntimes} runtimes`,
    note: `And ${characters(limits.licenseInfoLength)} of licence.`,
    source: read.model,
  },
  { id: 'handler', name: 'Handler', value: characters(limits.handlerLength), source: read.model },
  {
    id: 'description',
    name: 'Description',
    value: characters(limits.descriptionLength),
    source: read.model,
  },
];
