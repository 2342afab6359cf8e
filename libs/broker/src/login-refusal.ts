/** In one sentence, when the broker is there and does not let us in (AMQP 0-9-1: 403 access-refused, 530 not-allowed). */
export function refusalIn(error: unknown): string | undefined {
  const text = error instanceof Error ? error.message : '';
  // amqplib does not say with which code the broker closed a connection that was being opened: it names the virtual host.
  if (/NOT[-_ ]ALLOWED|Expected ConnectionOpenOk; got <ConnectionClose/i.test(text))
    return 'RabbitMQ does not open the virtual host of AMQP_URL: it does not exist, is down, or the user has no right to it';
  if (/ACCESS[-_]REFUSED/i.test(text))
    return text.includes('queue') || text.includes('exchange')
      ? `RabbitMQ refuses a right that the user of AMQP_URL needs: ${text}`
      : 'RabbitMQ refuses the login of AMQP_URL: wrong user or password';
  return undefined;
}
