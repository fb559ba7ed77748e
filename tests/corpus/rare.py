"""Pages for what is too rare to be drawn by lot: fields that ask for something near ours."""

_SHELL = (
    '<!doctype html><html lang="en"><title>Help</title><h1>TITLE</h1><form>'
    '<label>Email address <input name="a" type="email"></label>PART'
    '<label>Why do you object to this? <textarea name="why" required></textarea></label>'
    "<button>Submit</button></form>"
)
_LAND = "<option>France<option>Germany<option>Ireland<option>Italy</select>"
_NO_FORM = (  # the shop's country above, a newsletter and a chat below
    f'<!doctype html><html lang="en"><select aria-label="Country/region">{_LAND}<h1>TITLE</h1>'
    "<p>Email address</p><input><p>Why do you object to this?</p><textarea></textarea>"
    '<button>Submit</button><p>Our newsletter</p><input placeholder="Email address">'
    '<textarea placeholder="Write a message"></textarea>'
)
_PARTS = (
    '<label>Your friend\'s email <input name="b"></label>'
    '<label>Repeat the email <input name="c"></label>',
    f'<select aria-label="Country">{_LAND}<input type="tel" aria-label="Phone number">',
    '<label>The email address that appeared in the answer <input name="b"></label>',
    "<label>Links to the posts <textarea required></textarea></label>",
    "<label>Explain your objection, with the prompts you used"
    " <textarea required></textarea></label>",
    "<label>Qwertz <textarea required></textarea></label>",
    '<label>Town and country you live in <input name="b"></label>',
    '<label>Name of your bank <input name="b"></label>',
    '<fieldset><legend>The person you represent</legend>Email address <input name="b"></fieldset>',
    "<p>Case number</p><p>You find it in the email that we wrote</p><input>",
    '<label>Email address: we will send you a code <input name="b"></label>',
)
_OURS = "Object to your information being used for AI"
PAGES = (
    *(_SHELL.replace("TITLE", _OURS).replace("PART", part) for part in _PARTS),
    _SHELL.replace("TITLE", "Report a trademark").replace("PART", ""),
    "<h1>Confirm your order</h1><p>Enter the code that we sent to your email</p><input><button>OK",
    _NO_FORM.replace("TITLE", _OURS),
)
