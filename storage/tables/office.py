"""Teams, personal chats and roles."""

from sqlalchemy import Boolean, String, Table

from storage.tables.columns import PROCESS, column, metadata

teams = Table(
    "teams",
    metadata,
    column("team_id", String(200), "which team", PROCESS, primary_key=True),
    column("tenant_id", String(64), "which organisation", PROCESS),
    column("name", String(200), "shown in the command line", PROCESS),
    column("service_url", String(300), "where messages to this team are sent", PROCESS),
    column("is_installed", Boolean, "whether the bot may post there", PROCESS),
)


personal_chats = Table(
    "personal_chats",
    metadata,
    column("tenant_id", String(64), "which organisation", PROCESS, primary_key=True),
    column("object_id", String(64), "whose chat", PROCESS, personal="account id", primary_key=True),
    column("conversation_id", String(300), "where to send", PROCESS, personal="chat id"),
    column("service_url", String(300), "where to send", PROCESS),
)


roles = Table(
    "roles",
    metadata,
    column("tenant_id", String(64), "which organisation", PROCESS, primary_key=True),
    column(
        "object_id",
        String(64),
        "who holds the role",
        "until revoked",
        personal="account id",
        primary_key=True,
    ),
    column("role", String(30), "what the person may do", "until revoked", primary_key=True),
)
