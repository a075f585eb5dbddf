from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from gongyuan.core.files import XLSX, content_type, size_obstacles, upload_obstacles
from gongyuan.core.sheets.formats import NAMES, WRONG, sheet_type


class SheetsField(forms.FileField):
    """A file of rows by its content, whatever its name says: Excel of any age, or text."""

    widget = forms.FileInput(attrs={"accept": NAMES})

    def clean(self, data: Any, initial: Any = None) -> UploadedFile:
        upload: UploadedFile = super().clean(data, initial)
        if upload is None:
            return upload
        obstacles = size_obstacles(upload)
        if not obstacles and sheet_type(upload.read()) is None:
            obstacles = [WRONG]
        upload.seek(0)
        if obstacles:
            raise forms.ValidationError(obstacles)
        return upload


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
