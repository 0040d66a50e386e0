"""Reads PNG files, so that pictures can be compared without any library: 8 bits, not interlaced, as librsvg
and Chromium write them."""

import struct
import zlib


class Picture:
    """Rows of pixels, each `channels` bytes; colours stand on white."""

    def __init__(self, width, height, channels, rows):
        self.width, self.height, self.channels, self.rows = width, height, channels, rows

    def pixel(self, x, y):
        part = self.rows[y][x * self.channels:(x + 1) * self.channels]
        if self.channels == 4:
            alpha = part[3] / 255
            return [value * alpha + 255 * (1 - alpha) for value in part[:3]]
        return part

    def mean(self, left, top, size):
        """The mean colour of a square."""
        sums = [0, 0, 0]
        for y in range(top, top + size):
            for x in range(left, left + size):
                for i, value in enumerate(self.pixel(x, y)):
                    sums[i] += value
        return [value / size / size for value in sums]


def chunks(data):
    assert data[:8] == b"\x89PNG\r\n\x1a\n", "no PNG"
    at = 8
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at:at + 8])
        yield kind, data[at + 8:at + 8 + length]
        at += 12 + length


def predict(left, above, corner):
    """Paeth's predictor (PNG, section 9.4)."""
    estimate = left + above - corner
    by_left, by_above, by_corner = abs(estimate - left), abs(estimate - above), abs(estimate - corner)
    if by_left <= by_above and by_left <= by_corner:
        return left
    return above if by_above <= by_corner else corner


def decode(data):
    packed = b""
    for kind, content in chunks(data):
        if kind == b"IHDR":
            width, height, depth, colour, _, _, interlace = struct.unpack(">IIBBBBB", content)
            assert depth == 8 and colour in (2, 6) and interlace == 0, "a kind of PNG that is not expected"
            channels = 3 if colour == 2 else 4
        elif kind == b"IDAT":
            packed += content
    raw = zlib.decompress(packed)
    stride = width * channels
    rows, before = [], bytearray(stride)
    for y in range(height):
        start = y * (stride + 1)
        method, row = raw[start], bytearray(raw[start + 1:start + 1 + stride])
        for i in range(stride):
            left = row[i - channels] if i >= channels else 0
            corner = before[i - channels] if i >= channels else 0
            add = (0, left, before[i], (left + before[i]) // 2, predict(left, before[i], corner))[method]
            row[i] = (row[i] + add) & 0xFF
        rows.append(bytes(row))
        before = row
    return Picture(width, height, channels, rows)
