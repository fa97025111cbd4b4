"""Companies and the people in them, how to reach them, and what they agreed to."""

from django.db import models

from pritok.kit.ids import new_id


class Company(models.Model):
    id = models.UUIDField(primary_key=True, default=new_id)
    name = models.CharField(max_length=200)
    tax_id = models.CharField(max_length=20, blank=True)
    site = models.CharField(max_length=200, blank=True)
    comment = models.TextField(blank=True)
    owner = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField()
    search_key = models.CharField(max_length=400, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "clients_company"
        indexes = [models.Index(fields=["name"], name="company_name")]


class Contact(models.Model):
    """A person who writes or calls. `owner` is the manager who knows them; merged contacts point to the kept one."""

    id = models.UUIDField(primary_key=True, default=new_id)
    name = models.CharField(max_length=200)
    company = models.ForeignKey(
        Company, null=True, on_delete=models.PROTECT, related_name="contacts"
    )
    owner = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    comment = models.TextField(blank=True)
    created_at = models.DateTimeField()
    search_key = models.CharField(max_length=400, blank=True)
    merged_into = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "clients_contact"
        indexes = [
            models.Index(fields=["owner", "created_at"], name="contact_owner"),
            # The list in its usual order, and search: both walk it until the page is full.
            models.Index(
                fields=["created_at", "id", "owner", "merged_into", "search_key"],
                name="contact_created",
            ),
        ]


class ContactPoint(models.Model):
    """A phone (E.164) or e-mail (lower case). The same value on two contacts marks a possible duplicate."""

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="points")
    kind = models.CharField(max_length=5)
    value = models.CharField(max_length=254)
    is_primary = models.BooleanField(default=False)

    class Meta:
        db_table = "clients_contact_point"
        indexes = [models.Index(fields=["value", "kind"], name="contact_point_value")]
        constraints = [
            models.UniqueConstraint(fields=["contact", "kind", "value"], name="contact_point_once")
        ]


class Consent(models.Model):
    """What a person agreed to, word for word by version and hash, and how."""

    id = models.UUIDField(primary_key=True, default=new_id)
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=60)
    text_version = models.CharField(max_length=40)
    text_hash = models.CharField(max_length=64)
    given_at = models.DateTimeField()
    form_id = models.BigIntegerField(null=True)
    ip = models.GenericIPAddressField(null=True)
    user_agent = models.CharField(max_length=300, blank=True)

    class Meta:
        db_table = "clients_consent"
