"""What may become a picture of the blog, and what is left of it then."""

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms, ImageSequence
from PIL.PngImagePlugin import PngInfo

from blog.media.errors import (
    AnimationTooLong,
    BrokenPicture,
    FileTooLarge,
    MediaError,
    TooManyPixels,
    UnknownFormat,
)
from blog.media.pictures import MAX_FRAMES, clean
from tests.media.files import animation, encoded, noise, png_of_size

ORIENTATION, GPS_INFO = 0x0112, 0x8825


@pytest.mark.parametrize(
    ("kind", "stored"),
    [("JPEG", "jpeg"), ("PNG", "png"), ("WEBP", "webp"), ("GIF", "gif"), ("AVIF", "webp")],
)
def test_five_formats_are_taken_and_keep_their_size(kind, stored):
    picture = clean(encoded(noise(1600, 900), kind))
    assert (picture.format, picture.width, picture.height) == (stored, 1600, 900)
    with Image.open(BytesIO(picture.data)) as image:
        assert (image.format, image.size) == (stored.upper(), (1600, 900))


@pytest.mark.parametrize("kind", ["BMP", "TIFF", "ICO", "PPM"])
def test_other_formats_are_refused(kind):
    with pytest.raises(UnknownFormat):
        clean(encoded(noise(16, 16), kind))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<!doctype html><script>alert(1)</script>",
        b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
        b"%PDF-1.7",
    ],
)
def test_what_is_no_picture_is_refused(data):
    with pytest.raises(UnknownFormat):
        clean(data)


def test_script_behind_a_picture_is_dropped():
    data = encoded(noise(8, 8), "PNG") + b"<script>alert(1)</script>"
    assert b"script" not in clean(data).data


def test_bomb_is_refused_by_its_header():
    with pytest.raises(TooManyPixels):
        clean(png_of_size(30_000, 30_000))


def test_more_than_25_million_pixels_are_refused_and_25_are_not():
    with pytest.raises(TooManyPixels):
        clean(png_of_size(5001, 5000))
    # The header alone is right; with no pixels behind it the file is merely broken.
    with pytest.raises(BrokenPicture):
        clean(png_of_size(5000, 5000))


def test_file_over_20_megabytes_is_refused_unread():
    with pytest.raises(FileTooLarge):
        clean(b"\0" * 20_000_001)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "GIF"])
def test_half_a_picture_is_refused(kind):
    data = encoded(noise(400, 300), kind)
    with pytest.raises(BrokenPicture):
        clean(data[: len(data) // 2])


def test_picture_is_turned_upright_and_forgets_where_it_was_taken():
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    exif.get_ifd(GPS_INFO)[2] = (31.0, 14.0, 0.0)
    left_red = Image.new("RGB", (40, 20), "blue")
    left_red.paste("red", (0, 0, 20, 20))
    picture = clean(encoded(left_red, "JPEG", exif=exif, comment=b"secret"))
    assert (picture.width, picture.height) == (20, 40)
    with Image.open(BytesIO(picture.data)) as image:
        assert not image.getexif()
        assert "comment" not in image.info
        colours = [band.getpixel((10, 5)) for band in image.convert("RGB").split()]
    assert colours == pytest.approx([254, 0, 0], abs=8)


def test_texts_inside_a_png_are_dropped():
    info = PngInfo()
    info.add_text("Author", "secret")
    info.add_itxt("XML:com.adobe.xmp", "<secret/>")
    assert b"secret" not in clean(encoded(noise(8, 8), "PNG", pnginfo=info)).data


def test_colours_of_another_profile_become_those_of_the_screen():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    picture = clean(encoded(noise(8, 8), "PNG", icc_profile=profile))
    with Image.open(BytesIO(picture.data)) as image:
        assert "icc_profile" not in image.info


def test_transparency_stays():
    clear = Image.new("RGBA", (10, 10), (255, 0, 0, 0))
    for kind in ("PNG", "WEBP"):
        with Image.open(BytesIO(clean(encoded(clear, kind)).data)) as image:
            assert image.convert("RGBA").getchannel("A").getextrema() == (0, 0)


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_animation_keeps_its_frames_and_their_time(kind):
    picture = clean(animation(5, kind, duration=120, loop=0))
    with Image.open(BytesIO(picture.data)) as image:
        frames = [frame.copy() for frame in ImageSequence.Iterator(image)]
    assert len(frames) == 5
    assert {frame.info["duration"] for frame in frames[1:]} == {120}


def test_moving_hole_in_an_animation_does_not_fill_up():
    frames = []
    for place in range(4):
        frame = Image.new("RGBA", (40, 10), (0, 0, 0, 0))
        frame.paste((255, 0, 0, 255), (place * 10, 0, place * 10 + 10, 10))
        frames.append(frame)
    data = BytesIO()
    frames[0].save(data, "GIF", save_all=True, append_images=frames[1:], duration=100, disposal=2)
    with Image.open(BytesIO(clean(data.getvalue()).data)) as image:
        image.seek(3)
        last = image.convert("RGBA")
    assert last.getpixel((35, 5)) == (255, 0, 0, 255)
    assert last.getpixel((5, 5)) in ((0, 0, 0, 0), (255, 0, 0, 0))


def test_animation_of_too_many_frames_is_refused():
    with pytest.raises(AnimationTooLong):
        clean(animation(MAX_FRAMES + 1, "GIF", size=(2, 2)))


def test_animation_of_too_many_pixels_is_refused():
    with pytest.raises(AnimationTooLong):
        clean(animation(6, "PNG", size=(3200, 3000)))


def test_same_bytes_give_the_same_picture():
    data = encoded(noise(64, 64), "JPEG")
    assert clean(data) == clean(data)


SAMPLES = [encoded(noise(24, 24), kind) for kind in ("JPEG", "PNG", "WEBP", "GIF", "AVIF")]
SAMPLES += [animation(3, kind, size=(12, 12)) for kind in ("GIF", "WEBP", "PNG")]


@settings(max_examples=300, deadline=None)
@given(
    sample=st.sampled_from(SAMPLES),
    places=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), min_size=1, max_size=12),
    cut=st.floats(0.2, 1),
)
def test_mutilated_file_gives_a_picture_or_a_reason(sample, places, cut):
    data = bytearray(sample)
    for place, byte in places:
        data[int(place * (len(data) - 1))] = byte
    try:
        clean(bytes(data[: int(len(data) * cut)]))
    except MediaError as error:
        reason = str(error)
    else:
        reason = "none needed"
    assert reason
