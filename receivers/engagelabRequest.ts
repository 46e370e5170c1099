/** POST /v1/mail/send as the provider documents it: what a request may hold and how a wrong one is refused. */
export interface SendRequest {
  from: string;
  to: string[];
  body: {
    subject: string;
    content: { html?: string; text?: string };
    headers?: Record<string, string>;
    settings?: { send_mode?: number; sandbox?: boolean; return_email_id?: boolean };
  };
  custom_args?: Record<string, string>;
  request_id?: string | null;
}

export interface Refusal {
  status: number;
  code: number;
  message: string;
}

const FORBIDDEN =
  /^(DKIM-Signature|Received|Sender|Date|From|To|Reply-To|Cc|Bcc|Subject|Content-Type|Content-Transfer-Encoding|X-SENDCLOUD-UUID|X-SENDCLOUD-LOG|X-SENDCLOUD-LOG-NEW|X-Remote-Web-IP|X-SMTPAPI|Return-Path)$/i;

/** Codes 30000, 30801, 30862 and 30893 are documented or seen; 30800 stands for those that are not. */
export function checkRequest(text: string): SendRequest | Refusal {
  const refuse = (code: number, message: string): Refusal => ({ status: 400, code, message });
  let request: SendRequest;
  try {
    request = JSON.parse(text) as SendRequest;
  } catch {
    return refuse(30800, 'Request body must be JSON');
  }
  if (!request.from) return refuse(30801, 'From can not be empty');
  if (!Array.isArray(request.to) || request.to.length === 0 || request.to.length > 100) return refuse(30800, 'To must have 1 to 100 addresses');
  const { subject, content, headers = {} } = request.body ?? {};
  if (!subject || subject.length > 256) return refuse(30800, 'Subject must have 1 to 256 characters');
  if (!content?.html && !content?.text) return refuse(30800, 'Html and text can not both be empty');
  if (Object.keys(headers).some((name) => FORBIDDEN.test(name))) return refuse(30862, 'Headers cannot include these headers');
  if (Buffer.byteLength(JSON.stringify(headers)) > 1024) return refuse(30800, 'Headers must not exceed 1KB');
  const args = request.custom_args ?? {};
  if (typeof args !== 'object' || Array.isArray(args)) return refuse(30893, 'custom_args must be JSON');
  if (Object.keys(args).some((key) => key.includes('.')) || Buffer.byteLength(JSON.stringify(args)) > 1024) return refuse(30893, 'custom_args is not valid');
  if ((request.request_id ?? '').length > 128) return refuse(30800, 'request_id must not exceed 128 characters');
  return request;
}
