from gongyuan.lawyers.models.firm import Firm, FirmEngagement
from gongyuan.lawyers.models.mark import LawyerMark
from gongyuan.lawyers.models.member import Lawyer, PanelTerm

__all__ = ["Firm", "FirmEngagement", "Lawyer", "LawyerMark", "PanelTerm"]
