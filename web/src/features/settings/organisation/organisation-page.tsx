import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";

import { PageHead } from "@/ui/page-head";
import { QueryView } from "@/ui/query-view";

import { lookQuery, organisationQuery } from "../queries";
import { Holidays } from "./holidays";
import { LookForm } from "./look-form";
import { OrganisationForm } from "./organisation-form";

export function OrganisationPage() {
  const { t } = useLingui();
  const organisation = useQuery(organisationQuery());
  const look = useQuery(lookQuery());
  return (
    <>
      <PageHead
        title={t`Организация`}
        lead={<Trans>Часовой пояс режет дни и месяцы во всех отчётах, рабочее время — часы ответа.</Trans>}
      />
      <QueryView query={organisation}>{(data) => <OrganisationForm organisation={data} />}</QueryView>
      <QueryView query={look}>{(data) => <LookForm look={data} />}</QueryView>
      <Holidays />
    </>
  );
}
