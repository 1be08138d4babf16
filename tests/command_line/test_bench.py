"""Does the benchmark measure what it says?"""

import http.server
import threading
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from suivi.activities.models import Activity, ActivityWords
from suivi.activities.permissions import reach
from suivi.activities.queries.register import Question, page_of
from suivi.command_line import bench, bench_activities
from suivi.command_line.benchmark import activities, clients, filling, pages, register, wide
from suivi.command_line.stopping import Stop
from suivi.indicators.models import Value
from suivi.plans.models import Measure, Plan, Responsibility, Role
from suivi.reporting.models import Contribution
from tests import factories


def test_a_copy_of_the_plan_is_contributed_in_full_for_ten_years(db: None) -> None:
    plan = filling.copy_plan(1)
    filling.fill_plan(plan)
    responsible = Responsibility.objects.of_plan(plan).count()
    assert responsible > 190
    assert Contribution.objects.filter(period__plan=plan).count() == responsible * 10
    assert Value.objects.of_plan(plan).values("period").distinct().count() == 10
    assert Activity.objects.count() >= 600
    kinds = set(Value.objects.values_list("measure__kind", flat=True))
    assert kinds == set(Measure.objects.values_list("kind", flat=True)) - {"log"}
    assert pages.measured(Client(), "/plans/copy-1/", 1)["status"] == 200


def test_generated_activities_and_their_copies_are_found_on_their_days(
    belgian_plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(activities, "SEED", 40)
    activities.main(120)
    nobody = reach(AnonymousUser())

    assert Activity.objects.count() == ActivityWords.objects.count() == 120
    for year in range(2012, 2023):
        first, last = date(year, 1, 1), date(year, 12, 31)
        by_columns = Activity.objects.between(first, last).filter(kind="training").count()
        question = Question(kind="training", first=first, last=last)
        assert page_of(question, nobody).count == by_columns


def test_a_question_is_measured_and_one_that_fails_is_not_passed_over(db: None) -> None:
    found = register.measured(Client(), "/activities/?kind=training", 3)
    assert len(found.waited) == 3
    assert found.queries > 1
    assert f"| {found.queries}" in str(found)
    with pytest.raises(ValueError, match="404"):
        register.measured(Client(), "/no/such/page/", 2)


def test_a_scale_of_activities_that_is_none_is_a_sentence() -> None:
    with pytest.raises(Stop, match="a number of activities"):
        bench_activities.run(["--scale", "0"])


def test_a_database_that_does_not_answer_is_a_sentence() -> None:
    with (
        pytest.raises(Stop, match="PostgreSQL does not answer"),
        bench_activities.throw_away("postgres://nobody@127.0.0.1:1/nothing"),
    ):
        pass
    with (
        pytest.raises(Stop, match="names no PostgreSQL"),
        bench_activities.throw_away("sqlite:///x"),
    ):
        pass


def test_a_board_of_twenty_bodies_is_made_and_measured(belgian_plan: Plan) -> None:
    coordinator = factories.make_person()
    body = factories.make_body()
    factories.make_membership(belgian_plan, coordinator, body, Role.COORDINATOR)
    wide.wide_plan()
    desk = Client()
    desk.force_login(coordinator)
    found = pages.measured(desk, pages.SIGNED_IN["board, 102 lines × 20 bodies"], 1)
    assert Contribution.objects.filter(period__year=2015).count() == 102 * 20
    assert found["status"] == 200
    assert int(found["queries"]) <= 30


def test_a_page_is_measured_with_its_queries(db: None) -> None:
    found = pages.measured(Client(), "/", 3)
    assert found["status"] == 200
    assert isinstance(found["ms"], float)
    assert found["ms"] > 0
    assert isinstance(found["queries"], int)


def test_four_clients_wait_as_long_as_the_server_takes() -> None:
    class Slow(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            waited.wait(0.02)
            self.send_response(200)
            self.end_headers()

        def log_message(self, format: str, *arguments: Any) -> None:
            """Says nothing."""

    waited = threading.Event()
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Slow) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        median, late = clients.waits(server.server_port, "/", "key", 5)
        server.shutdown()
        thread.join()
    assert 20 <= median <= late


def test_both_sizes_stand_side_by_side(capsys: pytest.CaptureFixture[str]) -> None:
    small = {
        "status": 200,
        "queries": 4,
        "ms": 5.4,
        "cpu": 5.0,
        "median": 7.0,
        "p95": 9.0,
        "kb": 1.0,
    }
    large = {**small, "status": 500, "queries": 40, "ms": 50.6, "cpu": 44.4, "kb": 100.0}
    bench.page_table({"plan": small}, {"plan": large}, "50×")
    row = capsys.readouterr().out.splitlines()[-1]
    assert row == "| plan (500) | 4 | 40 | 5 | 51 | 44 | 7 (9) | 7 (9) | 100 |"


def test_a_scale_that_is_none_is_a_sentence() -> None:
    with pytest.raises(Stop, match="from 2 on"):
        bench.run(["--scale", "1"])
