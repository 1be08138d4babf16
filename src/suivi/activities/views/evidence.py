"""Which pages has the register of activities?"""

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from suivi.activities import permissions
from suivi.activities.models import Evidence
from suivi.files.responses import download


@require_safe
def evidence_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The bytes of a piece of evidence, for those who may open it; it exists for nobody else."""
    evidence = get_object_or_404(Evidence.objects.select_related("activity", "file"), pk=pk)
    permissions.may_open(request.user, evidence)
    if evidence.file is None:
        raise Http404
    return download(evidence.file)
