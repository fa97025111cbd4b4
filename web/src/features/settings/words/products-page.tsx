import { Badge, Button, Modal, NumberInput, Stack, Switch, Table, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";

import { api, unwrap } from "@/api/client";
import { useDictionaries } from "@/api/dictionary-queries";
import { useMe } from "@/api/session-queries";
import type { Product, ProductIn } from "@/api/types";
import { EntitySelect } from "@/ui/entity-select";
import { Icon } from "@/ui/icon";
import { Money } from "@/ui/money";
import { PageHead } from "@/ui/page-head";
import { EmptyState } from "@/ui/screen-state";
import { Section } from "@/ui/section";

import classes from "../settings.module.css";
import { useSave } from "../use-save";

/** What the company sells. The cost of a day is kept in the deal's line, so changing it here rewrites no past. */
export function ProductsPage() {
  const { t } = useLingui();
  const { products, categories } = useDictionaries();
  const seesCosts = useMe().can.see_costs;
  const [edited, edit] = useState<Product | "new" | null>(null);
  return (
    <>
      <PageHead
        title={t`Продукты`}
        lead={
          <Trans>
            Цена и себестоимость подставляются в строки сделки и остаются такими, какими были в день продажи.
          </Trans>
        }
        actions={
          <Button leftSection={<Icon name="plus" />} onClick={() => edit("new")}>
            <Trans>Продукт</Trans>
          </Button>
        }
      />
      <Section title={<Trans>Список</Trans>}>
        {products.length === 0 && <EmptyState icon="tag" title={<Trans>Продуктов пока нет</Trans>} />}
        {products.length > 0 && (
          <Table.ScrollContainer minWidth={560}>
            <Table highlightOnHover>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t`Название`}</Table.Th>
                  <Table.Th>{t`Артикул`}</Table.Th>
                  <Table.Th>{t`Категория`}</Table.Th>
                  <Table.Th ta="end">{t`Цена`}</Table.Th>
                  {seesCosts && <Table.Th ta="end">{t`Себестоимость`}</Table.Th>}
                  <Table.Th />
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {products.map((product) => (
                  <Table.Tr key={product.id}>
                    <Table.Td>
                      {product.name} {product.is_archived && <Badge color="gray">{t`В архиве`}</Badge>}
                    </Table.Td>
                    <Table.Td>{product.sku || "—"}</Table.Td>
                    <Table.Td>{categories.find((one) => one.id === product.category)?.name ?? "—"}</Table.Td>
                    <Table.Td ta="end">
                      <Money amount={product.price} />
                    </Table.Td>
                    {seesCosts && (
                      <Table.Td ta="end">
                        <Money amount={product.cost} />
                      </Table.Td>
                    )}
                    <Table.Td ta="end">
                      <Button
                        variant="subtle"
                        aria-label={t`Изменить: ${product.name}`}
                        onClick={() => edit(product)}
                      >
                        <Trans>Изменить</Trans>
                      </Button>
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        )}
      </Section>
      <Modal
        opened={edited !== null}
        onClose={() => edit(null)}
        title={edited === "new" ? <Trans>Новый продукт</Trans> : <Trans>Продукт</Trans>}
      >
        {edited && <ProductForm product={edited === "new" ? null : edited} onDone={() => edit(null)} />}
      </Modal>
    </>
  );
}

function ProductForm({ product, onDone }: { product: Product | null; onDone: () => void }) {
  const { t } = useLingui();
  const { categories } = useDictionaries();
  const seesCosts = useMe().can.see_costs;
  const form = useForm({
    initialValues: {
      name: product?.name ?? "",
      sku: product?.sku ?? "",
      category: product?.category ?? null,
      price: product?.price ?? ("" as number | string),
      cost: product?.cost ?? ("" as number | string),
      is_archived: product?.is_archived ?? false,
    },
    validate: { name: (name) => (name.trim() ? null : t`Как называется?`) },
  });
  const save = useSave({
    send: (body: ProductIn) =>
      product
        ? unwrap(api.PATCH("/products/{product_id}", { params: { path: { product_id: product.id } }, body }))
        : unwrap(api.POST("/products", { body })),
    onDone,
    onFields: form.setErrors,
  });
  const submit = form.onSubmit(({ price, cost, is_archived, ...rest }) =>
    save.mutate({
      ...rest,
      price: price === "" ? null : Number(price),
      ...(seesCosts ? { cost: cost === "" ? null : Number(cost) } : {}),
      ...(product ? { is_archived } : {}),
    }),
  );
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput label={t`Название`} required data-autofocus {...form.getInputProps("name")} />
        <TextInput label={t`Артикул`} {...form.getInputProps("sku")} />
        <EntitySelect
          label={t`Категория`}
          options={categories}
          value={form.values.category}
          onChange={(id) => form.setFieldValue("category", id)}
          error={form.errors.category ? String(form.errors.category) : null}
        />
        <NumberInput
          label={t`Цена`}
          min={0}
          decimalScale={2}
          thousandSeparator=" "
          {...form.getInputProps("price")}
        />
        {seesCosts && (
          <NumberInput
            label={t`Себестоимость`}
            description={t`Пусто — неизвестна: маржа таких строк не считается нулём, а показывается как неизвестная.`}
            min={0}
            decimalScale={2}
            thousandSeparator=" "
            {...form.getInputProps("cost")}
          />
        )}
        {product && (
          <Switch label={t`В архиве`} {...form.getInputProps("is_archived", { type: "checkbox" })} />
        )}
        <div className={classes.end}>
          <Button variant="default" onClick={onDone}>{t`Отмена`}</Button>
          <Button type="submit" loading={save.isPending}>{t`Сохранить`}</Button>
        </div>
      </Stack>
    </form>
  );
}
