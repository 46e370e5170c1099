/** What the demonstration sends: two templates, of which each mail draws one. */
export const templates = [
  {
    name: 'Autumn letter',
    subject: 'Autumn in {{ attributes.city | default: "your city" }}, {{ nickname | default: "friend" }}',
    previewLine: 'What is new this season',
    html: `<html><body>
<h1>Hello {{ nickname | default: "friend" }}</h1>
<p>This is the autumn letter of {{ sender }}. Your plan: <b>{{ attributes.plan | default: "free" }}</b>.</p>
{% if tags contains "tea" %}<p>You like tea: the new harvest is in. 新茶上市了。</p>{% endif %}
<p><a href="{{ unsubscribe_url }}">Unsubscribe</a></p>
</body></html>`,
  },
  {
    name: 'Short note',
    subject: 'A note for {{ nickname | default: "you" }} · 给您的便条',
    html: `<html><body>
<p>Dear {{ nickname | default: "friend" }}, a short note to {{ email }} of {{ date }}.</p>
<p>{{ campaign }} / {{ task }}</p>
<p><a href="{{ unsubscribe_url }}">Unsubscribe · 退订</a></p>
</body></html>`,
    text: 'Dear {{ nickname | default: "friend" }}, a short note to {{ email }} of {{ date }}.\n\nUnsubscribe: {{ unsubscribe_url }}\n',
  },
];
