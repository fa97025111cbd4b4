"""Django's settings, from typed environment values. Each PRITOK_ variable is described in docs/reference."""

from pathlib import Path

from csp.constants import NONCE

from pritok.config import environment as env

PACKAGE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = env.data_dir()

SECRET_KEY = env.secret_key(DATA_DIR)
DEBUG = env.flag("PRITOK_DEBUG", False)
BASE_URL = env.text("PRITOK_BASE_URL", "").rstrip("/")
IS_HTTPS = BASE_URL.startswith("https://")
# Without a base URL the product serves this machine only; a company sets PRITOK_BASE_URL.
ALLOWED_HOSTS = [BASE_URL.split("://", 1)[-1].split("/")[0].split(":")[0]] if BASE_URL else []
ALLOWED_HOSTS += ["127.0.0.1", "localhost", "[::1]"]

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "pritok.journal",
    "pritok.accounts",
    "pritok.catalog",
    "pritok.clients",
    "pritok.deals",
    "pritok.desk",
    "pritok.offers",
    "pritok.intake",
    "pritok.routing",
    "pritok.notices",
    "pritok.exchange",
]
AUTH_USER_MODEL = "accounts.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES = {"default": env.database(env.text("PRITOK_DATABASE_URL", ""), DATA_DIR)}

ANALYTICS_URL = env.text("PRITOK_ANALYTICS_URL", f"duckdb:///{DATA_DIR / 'mirror.duckdb'}")

# Mail goes out by one server or not at all; whoever needs it asks `kit.mail`.
_MAIL = env.mail(env.text("PRITOK_SMTP_URL", ""))
HAS_MAIL = bool(_MAIL["HAS_MAIL"])
EMAIL_BACKEND = str(_MAIL["EMAIL_BACKEND"])
EMAIL_HOST = str(_MAIL.get("EMAIL_HOST", ""))
EMAIL_PORT = int(_MAIL.get("EMAIL_PORT", 25))
EMAIL_HOST_USER = str(_MAIL.get("EMAIL_HOST_USER", ""))
EMAIL_HOST_PASSWORD = str(_MAIL.get("EMAIL_HOST_PASSWORD", ""))
EMAIL_USE_SSL = bool(_MAIL.get("EMAIL_USE_SSL", False))
EMAIL_USE_TLS = bool(_MAIL.get("EMAIL_USE_TLS", False))
DEFAULT_FROM_EMAIL = str(_MAIL.get("DEFAULT_FROM_EMAIL", "pritok@localhost"))
EMAIL_TIMEOUT = 10

MIDDLEWARE = [
    "pritok.config.middleware.request_context",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
]
ROOT_URLCONF = "pritok.config.urls"
ASGI_APPLICATION = "pritok.config.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    }
]

LANGUAGE_CODE = env.text("PRITOK_DEFAULT_LANGUAGE", "ru")
LANGUAGES = [("ru", "Русский"), ("en", "English")]
LOCALE_PATHS = [PACKAGE_DIR / "locale"]
# Only the default for a new organisation: reports use the organisation's own zone, storage is UTC.
DEFAULT_TIME_ZONE = env.text("PRITOK_TIME_ZONE", "Europe/Moscow")
TIME_ZONE = "UTC"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
# The web build lands here whole and with hashed names, so there is nothing to collect.
STATIC_ROOT = PACKAGE_DIR / "static"
STATIC_ROOT.mkdir(exist_ok=True)
WEB_DIR = STATIC_ROOT / "web"
STATICFILES_DIRS: list[Path] = []
WHITENOISE_AUTOREFRESH = False
WHITENOISE_IMMUTABLE_FILE_TEST = r"^/static/web/assets/"

AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Pritok"
MFA_TOTP_TOLERANCE = 1
MFA_ADAPTER = "pritok.accounts.second_factor.EncryptedSecrets"

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_NAME = "__Host-pritok" if IS_HTTPS else "pritok"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
CSRF_TRUSTED_ORIGINS = [BASE_URL] if BASE_URL else []
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if IS_HTTPS else 0
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        # The web application's own theme is a style element that carries the page's nonce.
        "style-src": ["'self'", NONCE],
        # Charts set style attributes as text; an attribute can neither load nor run anything here.
        "style-src-attr": ["'unsafe-inline'"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}

# Large enough for the longest message, small enough that a flood of bodies cannot fill the memory.
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_048_576
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
LOGGING_CONFIG = "pritok.config.logging.configure"
LOGGING = {"level": env.text("PRITOK_LOG_LEVEL", "INFO")}
SILENCED_SYSTEM_CHECKS: list[str] = []
