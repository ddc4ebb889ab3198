#include <zlib.h>

// deflateInit2 is a macro, which Swift does not see. ZIP wants the bare stream of RFC 1951, without
// the header and check of zlib's own format: that is what a negative size of the window means.
static inline int deflate_bare_init(z_stream *stream) {
  return deflateInit2(
    stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
}

// The same for reading: a bare stream.
static inline int inflate_bare_init(z_stream *stream) { return inflateInit2(stream, -MAX_WBITS); }
