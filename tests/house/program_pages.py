"""Pages about what is kept, what is set, what is refused and which button does what."""

from collections.abc import Iterator, Mapping
from importlib import import_module

from pydantic.fields import FieldInfo

from bot.routes import COMMANDS, FETCHED, PRESSED, SUBMITTED, Route
from bot.settings import Settings, StorageSettings
from content.words import words
from participation import refusals as refusals_module
from participation.refusals import ParticipationError
from participation.templates.local_text import LANGUAGES
from storage.tables import metadata
from tests.house.markdown import code, page, table

MEANINGS = {
    "database_url": "Where everything is kept: `sqlite:///file` or `postgresql://user@host/database`.",
    "key_dir": (
        "Directory for the keys of open blocks. It must lie outside the database, outside backups "
        "and outside machine snapshots; it is made with mode 0700 if it does not exist."
    ),
    "app_id": "Id of the bot's app registration (SingleTenant).",
    "app_certificate": (
        "PEM file with private key and certificate of the app registration, used to fetch the "
        "bot's own tokens. It is taken before a secret."
    ),
    "managed_identity": (
        "Client id of a user-assigned managed identity of Azure that the bot was registered with, "
        "for the same where there is no certificate."
    ),
    "app_secret": (
        "Secret of the app registration, for the same where there is neither. One of the three is "
        "required."
    ),
    "tenants": (
        "Ids of the organisations whose people may talk to the bot, separated by commas. "
        "The bot signs in with the first one."
    ),
    "service_hosts": (
        "Host names of Microsoft's Connector service that messages may be sent to, separated by "
        "commas, for instance `smba.trafficmanager.net`."
    ),
    "login_authority": (
        "Where the bot signs in: Microsoft's login or the sandbox's, https only. Empty means "
        "Microsoft's login of the first tenant. An address on this machine is the sandbox's and "
        "makes the bot follow the sandbox's clock."
    ),
    "openid_metadata": (
        "Where Microsoft's signing keys are announced: Microsoft's address or the sandbox's, https "
        "only. Whoever could name another one could let anybody in."
    ),
    "trusted_ca_file": "A further CA, accepted only with a login authority on this machine.",
    "host": "Address to listen on. TLS ends at the proxy in front.",
    "port": "Port to listen on.",
    "metrics_host": (
        "Address on which `/metrics` is given out. Whoever reaches it needs no password: keep it "
        "on this machine or on a network of the monitor's own."
    ),
    "metrics_port": "Port for `/metrics`, apart from the bot's own; empty means none.",
    "otlp_endpoint": (
        "Collector that OpenTelemetry's traces are sent to, such as `http://127.0.0.1:4318`; "
        "needs the packages of `requirements/otel.lock`. The other variables of OpenTelemetry's "
        "exporter count too. Empty means that nothing of it is loaded."
    ),
    "office_name": "Who runs the bot; named on its pages about privacy and terms.",
    "contact": "Whom to ask about the bot and about privacy; named on the same pages.",
}
KINDS: Mapping[str, tuple[str, Mapping[str, Route]]] = {
    "opens a dialog": ("`task/fetch`", FETCHED),
    "sent from a dialog": ("`task/submit`", SUBMITTED),
    "answered with a message": ("message with a value", PRESSED),
    "command word": ("message with text", COMMANDS),
}


def data_inventory() -> str:
    """Every table and column: why, whether personal, how long."""
    parts = []
    for one in metadata.sorted_tables:
        order = "" if one.dialect_options["sqlite"]["with_rowid"] else " (without row numbers)"
        rows = [
            (code(column.name), *(column.info[fact] for fact in ("why", "personal", "kept")))
            for column in one.columns
        ]
        header = ("column", "why", "personal", "kept")
        parts.append(f"## {code(one.name)}{order}\n\n{table(header, rows)}")
    about = (
        "Everything that the database keeps. Outside it there are only the key files of open "
        "blocks (`THEMENBLOCK_KEY_DIR`), destroyed when a block is sealed, and the log, which "
        "carries neither persons nor texts. Sealing deletes what is kept until then by itself; "
        "what outlasts a process or its retention date has to be deleted by hand in this version."
    )
    return page("Data inventory", about, *parts)


def settings() -> str:
    """Every environment variable of the program."""
    rows = [_setting(name, field) for name, field in Settings.model_fields.items()]
    about = (
        "Settings come from the environment and nowhere else. `themenblock serve` refuses to start "
        "while one is missing or unsafe, and names it. No setting turns authentication off."
    )
    header = ("variable", "meaning", "default", "needed by")
    return page("Settings", about, table(header, rows))


def refusals() -> str:
    """Every refusal with its words."""
    rows = [
        (code(refusal.code), (refusal.__doc__ or "").strip(), *_said(refusal.code))
        for refusal in _refusals()
    ]
    about = "What the rules can refuse. Nothing is stored then, and the person reads these words."
    return page("Refusals", about, table(("code", "meaning", "German", "English"), rows))


def card_verbs() -> str:
    """Every button and command word with its dialog."""
    rows = [
        (code(verb), kind, activity, _dialog(route), _needs(route))
        for kind, (activity, routes) in KINDS.items()
        for verb, route in routes.items()
    ]
    spoken = [
        (code(key), *(code(words(language).text(f"commands.{key}")) for language in LANGUAGES))
        for key in COMMANDS
    ]
    about = "Which button of a card, or which word, starts which dialog."
    header = ("verb", "kind", "activity", "dialog", "fetched before it")
    by_word = table(("command", "German", "English"), spoken)
    return page("Card verbs", about, table(header, rows), "## Command words", by_word)


def _setting(name: str, field: FieldInfo) -> tuple[str, ...]:
    needed = "`serve`, `roles`" if name in StorageSettings.model_fields else "`serve`"
    if field.is_required():
        default = "– (required)"
    else:
        default = code("" if field.default is None else field.default) or "empty"
    variable = str(field.validation_alias or f"THEMENBLOCK_{name.upper()}")
    return code(variable), MEANINGS[name], default, needed


def _refusals() -> Iterator[type[ParticipationError]]:
    for found in vars(import_module(refusals_module.__name__)).values():
        if isinstance(found, type) and issubclass(found, ParticipationError) and found.code:
            yield found


def _said(refusal_code: str) -> Iterator[str]:
    for language in LANGUAGES:
        texts = words(language).texts
        yield f"**{texts[f'errors.{refusal_code}.title']}** {texts[f'errors.{refusal_code}.text']}"


def _dialog(route: Route) -> str:
    return code(f"{route.dialog.__module__}.{route.dialog.__name__}")


def _needs(route: Route) -> str:
    needs = {"roster of the channel": bool(route.belongs_to), "channels": route.needs_channels}
    return ", ".join(name for name, is_needed in needs.items() if is_needed)
