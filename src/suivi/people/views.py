"""What is said to somebody who looks for an account?"""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


@login_not_required
def accounts_come_by_invitation(request: HttpRequest) -> HttpResponse:
    """Nobody makes an account alone: the page says who invites."""
    return render(request, "account/signup_closed.html")
