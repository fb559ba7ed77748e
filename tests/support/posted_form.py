"""A form of the old kind, written in the test: it is posted as a whole."""

TITLE = "<h1>Object to your information being used for AI at Meta</h1>"
COUNTRY = """<p><label>Country of residence <select name=country required><option value="">Choose
<option value=BE>Belgium<option value=FR>France<option value=IT>Italy</select></label></p>"""
EMAIL = "<p><label>Email address <input type=email name=email required></label></p>"
WHY = "<p><label>Tell us how this affects you <textarea name=why required></textarea></label></p>"
SEND = "<button class=send>Send</button>"


def form(*fields: str, script: str = "") -> str:
    """A page with one form that is posted to `/send`."""
    return (
        f"{TITLE}<form method=post action=/send>{''.join(fields)}{SEND}</form>"
        f"<script>{script}</script>"
    )
