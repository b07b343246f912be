"""Stand-in for `botocore.response`: the body of an object, to be read once."""

import io


class StreamingBody(io.BytesIO):
    def iter_chunks(self, chunk_size=1024):
        while chunk := self.read(chunk_size):
            yield chunk

    def iter_lines(self, chunk_size=1024, keepends=False):
        yield from self.read().splitlines(keepends)

    def __iter__(self):
        return self.iter_chunks()

    def __next__(self):
        if chunk := self.read(1024):
            return chunk
        raise StopIteration
