using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using PdfSharp.Drawing;
using PdfSharp.Pdf.IO;
using PdfSharp.Pdf.Signatures;

namespace Chancery.Issuing.Seals;

/// <summary>Signs PDFs so that readers of PDF show who signed: a CMS signature over the whole file (ISO 32000-2, 12.8; RFC 5652). Stateless.</summary>
internal static class PdfSeal
{
    /// <summary>The file, signed.</summary>
    /// <param name="pdf">The file.</param>
    /// <param name="key">Signs.</param>
    /// <param name="reason">Why it is signed, as readers show it.</param>
    /// <param name="place">Where; empty for nowhere.</param>
    public static async Task<byte[]> SignAsync(byte[] pdf, SealKey key, string reason, string place)
    {
        using var input = new MemoryStream(pdf);
        using var document = PdfReader.Open(input, PdfDocumentOpenMode.Modify);
        DigitalSignatureHandler.ForDocument(document, new Signer(key), new DigitalSignatureOptions { AppName = "Chancery", Reason = reason, Location = place, ContactInfo = "", Rectangle = new XRect(0, 0, 0, 0) });
        using var output = new MemoryStream();
        await document.SaveAsync(output).ConfigureAwait(false);
        return output.ToArray();
    }

    private sealed class Signer(SealKey key) : IDigitalSigner
    {
        public string CertificateName => key.Certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false);

        /// <summary>The signature of RSA's size, the certificate, and what CMS puts around them.</summary>
        public Task<int> GetSignatureSizeAsync() => Task.FromResult(key.Certificate.RawData.Length + (key.Private.KeySize / 8) + 2048);

        public Task<byte[]> GetSignatureAsync(Stream stream)
        {
            // PDFsharp's stream over the signed ranges can be read from its start, and nothing else.
            using var all = new MemoryStream();
            stream.Position = 0;
            var buffer = new byte[1 << 16];
            for (var read = stream.Read(buffer, 0, buffer.Length); read > 0; read = stream.Read(buffer, 0, buffer.Length))
                all.Write(buffer, 0, read);
            var cms = new SignedCms(new ContentInfo(all.ToArray()), detached: true);
            var signer = new CmsSigner(SubjectIdentifierType.IssuerAndSerialNumber, key.Certificate, key.Private) { DigestAlgorithm = new Oid("2.16.840.1.101.3.4.2.1"), IncludeOption = X509IncludeOption.EndCertOnly };
            signer.SignedAttributes.Add(new Pkcs9SigningTime());
            cms.ComputeSignature(signer, silent: true);
            return Task.FromResult(cms.Encode());
        }
    }
}
