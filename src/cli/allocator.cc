// How the program's memory is given back.
//
// The program is linked with jemalloc, which keeps blocks of one size together. With the allocator
// of glibc a run over 200,000 articles took ever more, though what it held stayed the same: what is
// held for long lies among what is let go at once, and the holes between are of no use to larger
// blocks. Builds with sanitizers, which bring an allocator of their own, do not look at this.

extern "C" {
/// Read by jemalloc at the start (its manual, TUNING): pages that nobody uses go back to the system
/// after a second and not after ten, so that the end of a large transaction does not stay.
[[gnu::used]] const char* malloc_conf = "dirty_decay_ms:1000,muzzy_decay_ms:0";
}
