from django.db import models

from gongyuan.core.crypto import EncryptedTextField


class PhoneVerification(models.Model):
    """A code sent to a phone, and whether it was given back: proof that the phone is at hand."""

    phone = EncryptedTextField("手机号", blank=True, default="")
    phone_index = models.BinaryField("手机号检索值", max_length=16)
    #: Keyed hash of the network address that asked, for the limit on one address.
    address_index = models.BinaryField("来源检索值", max_length=16, null=True)
    #: Argon2 would be slow and pointless for six digits that live minutes: a keyed hash.
    code_index = models.BinaryField("验证码检索值", max_length=16)
    purpose = models.CharField("用途", max_length=20)
    sent_at = models.DateTimeField("发送时间")
    expires_at = models.DateTimeField("失效时间")
    attempts = models.PositiveSmallIntegerField("试过", default=0)
    verified_at = models.DateTimeField("验证时间", null=True, blank=True)

    class Meta:
        verbose_name = "手机验证"
        indexes = [
            models.Index(fields=["phone_index", "-sent_at"], name="verification_of_phone"),
            models.Index(fields=["address_index", "-sent_at"], name="verification_of_address"),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.sent_at:%Y-%m-%d %H:%M}"
