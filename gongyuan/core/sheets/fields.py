from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from gongyuan.core.files import XLSX, content_type, upload_obstacles


class WorkbookField(forms.FileField):
    """An Excel file by its content, whatever its name says."""

    widget = forms.FileInput(attrs={"accept": ".xlsx"})

    def clean(self, data: Any, initial: Any = None) -> UploadedFile:
        upload: UploadedFile = super().clean(data, initial)
        obstacles = upload_obstacles(upload)
        if not obstacles and content_type(upload.read()) != XLSX:
            obstacles = ["请传 .xlsx 文件；旧的 .xls 请先另存为 .xlsx。"]
        upload.seek(0)
        if obstacles:
            raise forms.ValidationError(obstacles)
        return upload
