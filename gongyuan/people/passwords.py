"""What a password must not be; the library checks it, we say it in Chinese."""

from typing import Any

from django.contrib.auth import password_validation


class LongEnough(password_validation.MinimumLengthValidator):
    def get_error_message(self) -> str:
        return f"密码至少{self.min_length}位。"


class NotCommon(password_validation.CommonPasswordValidator):
    def get_error_message(self) -> str:
        return "这是常见密码，容易被猜到，请换一个。"


class NotLikeTheAccount(password_validation.UserAttributeSimilarityValidator):
    DEFAULT_USER_ATTRIBUTES = ("username", "name")

    def get_error_message(self) -> Any:
        return "密码和账号或者姓名太像，请换一个。"
