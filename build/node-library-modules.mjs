/** Modules of Node.js's library that the simulated runtime uses as they are. */
export const MODULES = `
internal/per_context/primordials internal/per_context/domexception
path path/posix path/win32 internal/constants internal/validators internal/errors internal/assert internal/util internal/options
internal/util/types internal/util/inspect internal/util/inspector internal/util/colors internal/util/comparisons
internal/util/parse_args/parse_args internal/util/parse_args/utils internal/util/diff internal/mime internal/assert/utils
internal/assert/assertion_error internal/assert/myers_diff internal/assert/calltracker
events internal/events/abort_listener internal/event_target internal/abort_controller
querystring internal/querystring url internal/url punycode
util util/types assert assert/strict string_decoder buffer internal/buffer internal/blob internal/file internal/encoding
internal/webidl internal/encoding/single-byte internal/encoding/util internal/data_url internal/events/symbols internal/errors/error_source internal/process/per_thread 
stream stream/promises stream/consumers stream/web internal/streams/operators internal/streams/compose internal/streams/destroy
internal/streams/utils internal/streams/end-of-stream internal/streams/pipeline internal/streams/legacy internal/streams/readable
internal/streams/writable internal/streams/duplex internal/streams/transform internal/streams/passthrough internal/streams/duplexify
internal/streams/duplexpair internal/streams/from internal/streams/add-abort-signal internal/streams/state internal/streams/lazy_transform
internal/streams/fast-utf8-stream internal/stream_base_commons
internal/webstreams/adapters internal/webstreams/compression internal/webstreams/encoding internal/webstreams/queuingstrategies
internal/webstreams/readablestream internal/webstreams/transformstream internal/webstreams/util internal/webstreams/writablestream
internal/webstreams/transfer
fs fs/promises internal/fs/utils internal/fs/promises internal/fs/streams internal/fs/dir internal/fs/rimraf internal/fs/cp/cp
internal/fs/cp/cp-sync internal/fs/read/context internal/fs/sync_write_stream 
readline readline/promises internal/readline/interface internal/readline/utils internal/readline/callbacks
internal/readline/emitKeypressEvents internal/readline/promises internal/repl/history
os zlib diagnostics_channel internal/linkedlist internal/priority_queue internal/fixed_queue internal/freelist
internal/crypto/hashnames internal/worker/js_transferable
`
  .trim()
  .split(/\s+/);

/** Where the code counts on what V8 does and QuickJS does not: [text, in its place]. */
export const PATCHES = {};
