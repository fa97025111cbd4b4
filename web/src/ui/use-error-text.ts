import { useLingui } from "@lingui/react/macro";

import { ApiError } from "@/api/errors";

/** Words for an API error by its code; the server's own sentence when the code is not known here. */
export function useErrorText(): (error: unknown) => string {
  const { t } = useLingui();
  return (error) => {
    if (!(error instanceof ApiError)) return t`Что-то пошло не так. Обновите страницу.`;
    switch (error.code) {
      case "offline":
        return t`Нет связи с сервером. Проверьте подключение и повторите.`;
      case "bad_credentials":
        return t`Почта или пароль не подходят.`;
      case "bad_code":
        return t`Код не подходит. Возьмите свежий из приложения.`;
      case "too_many_attempts":
        return t`Слишком много попыток. Подождите несколько минут.`;
      case "stale":
        return t`Пока вы правили, запись изменил кто-то другой.`;
      case "forbidden":
        return t`На это у вас нет прав.`;
      case "not_found":
        return t`Запись не найдена: её удалили или она вам не видна.`;
      case "csrf_failed":
        return t`Страница устарела. Обновите её и повторите.`;
      default:
        return error.status >= 500
          ? t`Сервер не справился с запросом. Попробуйте ещё раз чуть позже.`
          : error.message;
    }
  };
}
