"""Photos of lawyers: small enough that a roster of them loads on a slow phone."""

from datetime import datetime
from io import BytesIO

from django.core.files.uploadedfile import UploadedFile

from gongyuan.core import files
from gongyuan.core.models import File
from gongyuan.core.refusals import Refused, refuse_if

#: Width and height of a portrait in pixels; what is beyond is cut off around the middle.
SIZE = (240, 320)


def store_portrait(upload: UploadedFile, *, by: str, now: datetime) -> File:
    """Store an uploaded picture as a portrait, without its metadata.

    Refuses what the upload of any file refuses, and a file that is no picture.
    """
    refuse_if(files.upload_obstacles(upload), field="photo")
    upload.seek(0)
    content = upload.read()
    if files.content_type(content) != files.JPEG:
        raise Refused("照片只能是图片文件。", field="photo")
    return files.store_bytes(_cut(content), name="照片.jpg", kind=files.JPEG, by=by, now=now)


def _cut(content: bytes) -> bytes:
    from PIL import Image, ImageOps  # weighs 2 MB, for those that take files in

    try:
        with Image.open(BytesIO(content)) as picture:
            upright = ImageOps.exif_transpose(picture).convert("RGB")
    except (OSError, SyntaxError, ValueError) as error:
        raise Refused("这张照片打不开，请重新拍一张。", field="photo") from error
    out = BytesIO()
    ImageOps.fit(upright, SIZE).save(out, "JPEG", quality=80, optimize=True)
    return out.getvalue()
