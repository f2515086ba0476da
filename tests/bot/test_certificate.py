"""The bot proves itself with a certificate or as the machine that it runs on, before any secret."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msal
import pytest
import requests
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from tests.bot_process import Bot
from tests.journeys.story import Story
from tests.office import Office, start_sandbox

SCOPE = "https://api.botframework.com/.default"


def test_with_a_certificate_the_bot_signs_in_whatever_its_secret_says(tmp_path: Path) -> None:
    certificate = made(tmp_path / "bot.pem")
    with start_sandbox(tmp_path / "sandbox", certificate=certificate) as office:
        told = {"THEMENBLOCK_APP_CERTIFICATE": str(certificate)}
        assert "PRIVATE KEY" not in answered(office, tmp_path, told)


def test_as_a_machine_with_an_identity_the_bot_needs_no_secret(tmp_path: Path) -> None:
    with start_sandbox(tmp_path / "sandbox") as office:
        given = office.facts["app_secret"]
        told = {
            "THEMENBLOCK_MANAGED_IDENTITY": office.facts["app_id"],
            # What Azure tells what runs there.
            "IDENTITY_ENDPOINT": f"{office.facts['microsoft']}/metadata/identity/token",
            "IDENTITY_HEADER": given,
        }
        assert given not in answered(office, tmp_path, told)


def answered(office: Office, directory: Path, told: Mapping[str, str]) -> str:
    """Let a bot whose secret has ended answer somebody; what it has logged."""
    bot = Bot(office, directory)
    bot.environment |= {"THEMENBLOCK_APP_SECRET": "one that has ended", **told}
    bot.start()
    try:
        office.set_bot(bot.url)
        story = Story(office, bot)
        office.say(story.staff[0], story.staff[0].chat, "hilfe")
        story.card_saying("Das kann ich", story.staff[0].chat)
        assert "login_failed" not in bot.log
        return bot.log
    finally:
        bot.stop()


@pytest.mark.parametrize("is_registered", [True, False])
def test_only_the_registered_certificate_opens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_registered: bool
) -> None:
    # Certificate bundles of the machine would override the sandbox's own authority.
    for name in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE"):
        monkeypatch.delenv(name, raising=False)
    registered, other = made(tmp_path / "bot.pem"), made(tmp_path / "other.pem")
    with (
        start_sandbox(tmp_path / "sandbox", certificate=registered) as office,
        requests.Session() as session,
    ):
        session.trust_env = False
        session.verify = office.facts["ca_file"]
        content = (registered if is_registered else other).read_text("ascii")
        application = msal.ConfidentialClientApplication(
            office.facts["app_id"],
            authority=office.facts["login_authority"],
            client_credential={"private_key": content, "public_certificate": content},
            validate_authority=False,
            http_client=session,
        )
        answer = application.acquire_token_for_client(scopes=[SCOPE])
    assert ("access_token" in answer) is is_registered
    assert is_registered or answer["error"] == "invalid_client"


def made(file: Path) -> Path:
    """Write a key and a certificate of its own into one file."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "bot (invented)")])
    now = datetime.now(UTC)
    sign: Callable[..., x509.Certificate] = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=1))
        .sign
    )
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    file.write_bytes(private + sign(key, hashes.SHA256()).public_bytes(Encoding.PEM))
    return file
