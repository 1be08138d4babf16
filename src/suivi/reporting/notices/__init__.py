"""What does the round tell by mail, to whom, and when?

Who is told of a move stands in `moves`, what becomes due by itself in `looking`, what a digest
holds in `digest`, the mails that leave at once in `letters`, the days for a calendar in `days`. All
of it is offered by `suivi.reporting.teller`.
"""
