"""Pictures of stations: clear enough to know the place by, small enough for a slow phone."""

from datetime import datetime
from io import BytesIO

from django.core.files.uploadedfile import UploadedFile

from gongyuan.core import files
from gongyuan.core.models import File
from gongyuan.core.refusals import Refused, refuse_if

#: The longer side in pixels.
LONGEST_SIDE = 960


def store_picture(upload: UploadedFile, *, name: str, by: str, now: datetime, field: str) -> File:
    """Store an uploaded picture for everybody to see, upright and without its metadata.

    Refuses what the upload of any file refuses, and a file that is no picture.
    """
    refuse_if(files.upload_obstacles(upload), field=field)
    upload.seek(0)
    content = upload.read()
    if files.content_type(content) != files.JPEG:
        raise Refused("这里只能传照片。", field=field)
    return files.store_bytes(_small(content, field), name=name, kind=files.JPEG, by=by, now=now)


def _small(content: bytes, field: str) -> bytes:
    from PIL import Image, ImageOps  # weighs 2 MB, for those that take files in

    try:
        with Image.open(BytesIO(content)) as picture:
            upright = ImageOps.exif_transpose(picture).convert("RGB")
    except (OSError, SyntaxError, ValueError) as error:
        raise Refused("这张照片打不开，请重新拍一张。", field=field) from error
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    out = BytesIO()
    upright.save(out, "JPEG", quality=80, optimize=True, progressive=True)
    return out.getvalue()
