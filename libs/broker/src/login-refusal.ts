/**
 * Explains in one sentence why the broker refuses a connection (AMQP 0-9-1: 403 access-refused, 530 not-allowed).
 * Undefined for other errors.
 */
export function refusalIn(error: unknown): string | undefined {
  const text = error instanceof Error ? error.message : '';
  // amqplib does not report the code with which the broker closes a connection that is being opened. It is closed at
  // that point because of the virtual host.
  if (/NOT[-_ ]ALLOWED|Expected ConnectionOpenOk; got <ConnectionClose/i.test(text))
    return 'RabbitMQ refuses the virtual host of AMQP_URL: it does not exist, it is down, or the user has no permission for it';
  if (/ACCESS[-_]REFUSED/i.test(text))
    return text.includes('queue') || text.includes('exchange')
      ? `the user of AMQP_URL lacks a permission in RabbitMQ: ${text}`
      : 'RabbitMQ refuses the login of AMQP_URL: wrong user or password';
  return undefined;
}
