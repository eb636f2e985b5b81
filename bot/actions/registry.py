"""Every action of the Rasa domain and the function behind it; a test compares both lists."""

from rasa_sdk.executor import ActionExecutor

from bot.actions import case, linking, talk
from bot.actions.base import Run, ServedAction
from bot.services import Services

ACTIONS: dict[str, Run] = {
    "action_answer_case": case.answer_case,
    "action_pick_case": case.pick_case,
    "action_submit_document": case.submit_document,
    "action_request_erop": case.request_erop,
    "action_start_link": linking.start_link,
    "action_ask_link_form_a_number_confirmed": linking.ask_confirmation,
    "action_check_link": linking.check_link,
    "action_confirm_code": linking.confirm_code,
    "action_leave_form": linking.leave_form,
    "action_forget_me": linking.forget_me,
    "action_change_language": talk.change_language,
    "action_did_you_mean": talk.did_you_mean,
    "action_talk_to_person": talk.talk_to_person,
    "action_support_hours": talk.support_hours,
    "action_fallback": talk.fallback,
}
FORMS = {"validate_link_form": linking.LinkForm, "validate_code_form": linking.CodeForm}


def executor_for(services: Services) -> ActionExecutor:
    """rasa-sdk's executor with every action registered."""
    executor = ActionExecutor()
    for name, run in ACTIONS.items():
        executor.register_action(ServedAction(name, run, services))
    for form in FORMS.values():
        executor.register_action(form(services))
    return executor
