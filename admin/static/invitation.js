// The code of an invitation stands behind # in its link, where no server on the way sees it.
const field = document.getElementById("code");
if (field && location.hash.length > 1) {
  field.value = location.hash.slice(1);
  history.replaceState(null, "", location.pathname + location.search);
}
// In another language it is another page: the code goes there with its reader, behind # again.
const carry = () => { for (const link of document.querySelectorAll("a[hreflang]")) link.hash = field.value; };
if (field) {
  carry();
  field.addEventListener("input", carry);
}
