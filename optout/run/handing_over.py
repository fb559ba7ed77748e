"""The form is filled in: the person is told that it is theirs to send, and may have been faster."""

from abc import abstractmethod

from optout.locate.roles import PageKind, Role
from optout.pages import Reading
from optout.run.detours import Detours
from optout.run.steps import say, say_sent
from optout.run.steps.ear import in_doubt
from optout.run.steps.keeping import watch_over
from optout.run.steps.last_look import last_look


class HandingOver(Detours):
    """From the last field that is filled to the person's turn in the page."""

    async def _hand_over(self, reading: Reading) -> Reading | None:
        self.case.prefilled(self.filling, reading)
        self._fingerprint = reading.fingerprint
        await watch_over(self.tab, self.filling)
        if not self._seen_leaving:
            await self.case.picture(
                self.tab, "filled", "filled form", lambda: not self._seen_leaving
            )
        self._arrive()
        if self._seen_leaving:  # the person was faster
            later = await self._given_time(await self.tab.look())
            if later.kind is not PageKind.FORM:
                self.handed_over = True
                return later
        async with self.shared.turn_for(self.tab) as moved_on:
            last = None if moved_on else await last_look(self.tab, self.filling, reading)
            if last and last.finds == "same" and in_doubt(last.reading):
                self._say_whose_turn(reading)
        if last and last.finds != "same":
            return await self._changed_since_filled(last)
        self.handed_over, self._detained = True, False
        if last is None:
            return moved_on
        if not in_doubt(last.reading):
            return last.reading
        await self.human.hand_over(self.wish.form.service, "submit")
        return await self.tab.look()

    def _say_whose_turn(self, reading: Reading) -> None:
        say.filled(self.human, self.name, self.filling)
        button = reading.fields[Role.SUBMIT].control
        label = button.label if button else ""
        account = self.wish.form.needs_account
        say.your_turn(self.human, self.name, label, attachments=not account)
        if self.case.perhaps_sent:
            self._tell("perhaps", say_sent.perhaps_sent)

    @abstractmethod
    async def _given_time(self, reading: Reading) -> Reading: ...
